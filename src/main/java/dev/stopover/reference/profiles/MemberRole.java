package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A role that a member has. */
@Entity
@IdClass(MemberRole.Key.class)
@Table(name = "\"MemberRole\"")
public class MemberRole extends PanacheEntityBase {
    @Id
    @Column(name = "\"memberId\"", nullable = false)
    public String memberId;

    @Id
    @Column(name = "\"roleId\"", nullable = false)
    public String roleId;

    @Column(name = "\"assignedAt\"", nullable = false)
    public Instant assignedAt;

    /** A member has a role once. */
    public record Key(String memberId, String roleId) implements Serializable {}
}
