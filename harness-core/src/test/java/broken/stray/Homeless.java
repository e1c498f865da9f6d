package broken.stray;

/** In a package that the order does not know. */
public interface Homeless {}
