String log = new File(basedir, "build.log").text
assert new File(basedir, 'target/manometer/surefire').list().any { it.endsWith('.jfr') }
assert log.contains('Manometer found nothing that fails')
assert new File(basedir, 'target/manometer/report.txt').text.contains('PASSED')
assert new File(basedir, 'target/manometer/report.sarif').isFile()
assert !log.contains('Corrupted channel')
