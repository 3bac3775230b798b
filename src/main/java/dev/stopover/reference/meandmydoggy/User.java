package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in; dogs have profiles of their own. */
@Entity
@Table(name = "\"Users\"")
public class User extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public String id;

    @Column(name = "\"UserName\"")
    public @Nullable String userName;

    @Column(name = "\"NormalizedUserName\"")
    public @Nullable String normalizedUserName;

    @Column(name = "\"Email\"")
    public @Nullable String email;

    @Column(name = "\"NormalizedEmail\"")
    public @Nullable String normalizedEmail;

    @Column(name = "\"EmailConfirmed\"", nullable = false)
    public boolean emailConfirmed;

    @Column(name = "\"PasswordHash\"")
    public @Nullable String passwordHash;

    @Column(name = "\"SecurityStamp\"")
    public @Nullable String securityStamp;

    @Column(name = "\"ConcurrencyStamp\"")
    public @Nullable String concurrencyStamp;

    @Column(name = "\"PhoneNumber\"")
    public @Nullable String phoneNumber;

    @Column(name = "\"PhoneNumberConfirmed\"", nullable = false)
    public boolean phoneNumberConfirmed;

    @Column(name = "\"TwoFactorEnabled\"", nullable = false)
    public boolean twoFactorEnabled;

    @Column(name = "\"LockoutEnd\"")
    public @Nullable Instant lockoutEnd;

    @Column(name = "\"LockoutEnabled\"", nullable = false)
    public boolean lockoutEnabled;

    @Column(name = "\"AccessFailedCount\"", nullable = false)
    public int accessFailedCount;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"FirstName\"")
    public @Nullable String firstName;

    @Column(name = "\"LastName\"")
    public @Nullable String lastName;

    @Column(name = "\"ProfileImageUrl\"")
    public @Nullable String profileImageUrl;

    @Column(name = "\"DateOfBirth\"")
    public @Nullable LocalDate dateOfBirth;

    @Column(name = "\"Gender\"")
    public @Nullable String gender;

    @Column(name = "\"TimeZone\"", nullable = false)
    public String timeZone;

    @Column(name = "\"PreferredLanguage\"", nullable = false)
    public String preferredLanguage;

    @Column(name = "\"IsEmailNotificationsEnabled\"", nullable = false)
    public boolean isEmailNotificationsEnabled;

    @Column(name = "\"IsSmsNotificationsEnabled\"", nullable = false)
    public boolean isSmsNotificationsEnabled;

    @Column(name = "\"LastSeenAt\"")
    public @Nullable Instant lastSeenAt;

    @Column(name = "\"AccountStatus\"", nullable = false)
    public String accountStatus;
}
