String log = new File(basedir, "build.log").text
assert new File(basedir, 'target/manometer/surefire').list().any { it.endsWith('.jfr') }
assert log.contains('Manometer found nothing that fails')
assert new File(basedir, 'target/manometer/report.json').text.contains('a shop has a few orders a day')
