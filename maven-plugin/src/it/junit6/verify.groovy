String log = new File(basedir, "build.log").text
assert log.contains('com.acme.Orders.<init>(Orders.java:7): ')
assert new File(basedir, 'target/manometer/surefire').list().any { it.endsWith('.jfr') }
assert log.contains('[unbounded-queue]')
