String log = new File(basedir, "build.log").text
List<String> builds = log.split('BUILD FAILURE').toList()
assert builds.size() == 3
// Failsafe has its own property, so the second build skips what there is not.
assert builds[1].contains('No unit tests to check: tests are skipped (-DskipTests)')
assert (log =~ /Manometer found 1 violation:/).count >= 2
assert !log.contains('no report says that they ran')
assert new File(basedir, 'target/manometer/failsafe').list().count { it.endsWith('.jfr') } == 1
