package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a dog or a business cost. */
@Entity
@Table(name = "\"Expenses\"")
public class Expense extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"CategoryId\"", nullable = false)
    public int categoryId;

    @Column(name = "\"DogId\"")
    public @Nullable UUID dogId;

    @Column(name = "\"AppointmentId\"")
    public @Nullable UUID appointmentId;

    @Column(name = "\"Amount\"", nullable = false)
    public BigDecimal amount;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"SpentOn\"", nullable = false)
    public LocalDate spentOn;

    @Column(name = "\"Vendor\"")
    public @Nullable String vendor;

    @Column(name = "\"Notes\"")
    public @Nullable String notes;

    @Column(name = "\"ReceiptFileId\"")
    public @Nullable UUID receiptFileId;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
