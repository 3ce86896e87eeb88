String log = new File(basedir, "build.log").text
assert log.contains('The tests of com.acme.OrdersTest created a buffer without a limit')
assert log.contains('LinkedBlockingQueue at com.acme.Orders.<init>(Orders.java:7)')
assert log.contains('There are test failures')
