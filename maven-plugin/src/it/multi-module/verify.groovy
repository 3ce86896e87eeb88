String log = new File(basedir, "build.log").text
assert (log =~ /Manometer found 1 violation:/).count >= 2
assert log.contains('com.acme.unbounded.Orders.<init>(Orders.java:7): ')
assert log.contains('The report, with what to change: unbounded/target/manometer/report.txt')
assert new File(basedir, 'bounded/target/manometer/report.txt').text.contains('PASSED')
assert new File(basedir, 'allowed/target/manometer/report.txt').text.contains('PASSED')
assert new File(basedir, 'unbounded/target/manometer/report.txt').text.contains('FAILED')
assert log.contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
