package io.statecraft.oracle;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A set that keeps the order in which its elements came, and mostly has one or two: those are compared, which as a rule differs soon. To
 * hash a hypothesis takes as long as to judge it.
 */
final class FewSet<E> extends AbstractSet<E> {
    /** More elements than this are hashed. */
    private static final int FEW = 8;

    private final List<E> elements = new ArrayList<>(2);
    private Set<E> hashed; // null: there are few

    FewSet() {}

    /** With one element. */
    FewSet(E element) {
        elements.add(element);
    }

    /** With the elements of another set. */
    FewSet(Set<E> others) {
        elements.addAll(others);
        if (elements.size() > FEW) {
            hashed = new HashSet<>(elements);
        }
    }

    @Override
    public boolean add(E element) {
        if (hashed == null ? elements.contains(element) : !hashed.add(element)) {
            return false;
        }
        elements.add(element);
        if (hashed == null && elements.size() > FEW) {
            hashed = new HashSet<>(elements);
        }
        return true;
    }

    @Override
    public boolean contains(Object element) {
        return hashed == null ? elements.contains(element) : hashed.contains(element);
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<E> each = elements.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public E next() {
                return each.next();
            }
        };
    }

    @Override
    public int size() {
        return elements.size();
    }
}
