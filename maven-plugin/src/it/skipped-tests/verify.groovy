String log = new File(basedir, "build.log").text
assert log.contains('Nothing to check: tests are skipped (-DskipTests)')
assert log.contains('Nothing to check: tests are skipped (-Dmaven.test.skip)')
