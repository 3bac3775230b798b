package dev.stopover.check.entities;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something on its way. */
@Entity
@Table(name = "parcels")
@SuppressWarnings("NullAway.Init")
public class Parcel {
    /** How far it has come. */
    public enum State {
        PACKED,
        SENT
    }

    @Id
    @Column(name = "id")
    public long id;

    @Column(name = "address", nullable = false)
    public String address;

    @Enumerated(EnumType.STRING)
    @Column(name = "state", nullable = false)
    public State state;
}
