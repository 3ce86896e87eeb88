String log = new File(basedir, "build.log").text
assert log.contains('reads argLine before prepare-agent has set it')
assert log.contains('<argLine>@{argLine} -Xmx64m</argLine>')
