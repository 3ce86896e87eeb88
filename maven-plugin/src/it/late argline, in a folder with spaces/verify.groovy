String log = new File(basedir, "build.log").text
assert new File(basedir, 'target/manometer/surefire').list().any { it.endsWith('.jfr') }
assert log.contains('com.acme.Orders.<init>(Orders.java:7): ')
assert log.contains('Manometer is skipped')
assert log.contains('[unbounded-queue]')
