assert !new File(basedir, "target/statecraft-reports").exists()
