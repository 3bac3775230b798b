package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What money is spent on. */
@Entity
@Table(name = "\"ExpenseCategories\"")
public class ExpenseCategory extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Integer id;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"IsTaxDeductible\"", nullable = false)
    public boolean isTaxDeductible;

    @Column(name = "\"SortOrder\"", nullable = false)
    public int sortOrder;
}
