package broken.cli.util;

/** In a package whose name says nothing. */
public interface Thing {}
