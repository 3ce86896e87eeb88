String log = new File(basedir, "build.log").text
assert log.contains('Nothing to check: this module has no tests')
