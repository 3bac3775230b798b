package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;

/** A user's day in numbers. */
@Entity
@IdClass(UserBehaviorSummary.Key.class)
@Table(name = "\"UserBehaviorSummaries\"")
public class UserBehaviorSummary extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"Day\"", nullable = false)
    public LocalDate day;

    @Column(name = "\"Sessions\"", nullable = false)
    public int sessions;

    @Column(name = "\"ActiveSeconds\"", nullable = false)
    public int activeSeconds;

    @Column(name = "\"MessagesSent\"", nullable = false)
    public int messagesSent;

    @Column(name = "\"AppointmentsBooked\"", nullable = false)
    public int appointmentsBooked;

    @Column(name = "\"SearchesMade\"", nullable = false)
    public int searchesMade;

    /** What makes a row the only one of its kind. */
    public record Key(String userId, LocalDate day) implements Serializable {}
}
