package dev.stopover.check;

import io.quarkus.hibernate.orm.runtime.FastBootHibernatePersistenceProvider;
import io.quarkus.hibernate.orm.runtime.HibernateOrmRuntimeConfig;
import io.quarkus.hibernate.orm.runtime.JPAConfig;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitsHolder;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Starts a persistence unit when it is first asked for. The units are inactive when the program starts, since most
 * commands need none of them.
 */
@ApplicationScoped
class PersistenceUnits {
    private final JPAConfig active;
    private final Instance<DataSource> dataSource;
    private final Map<String, EntityManagerFactory> started = new HashMap<>();

    /** @param dataSource asked for late, since it is inactive in commands without a database */
    PersistenceUnits(JPAConfig active, Instance<DataSource> dataSource) {
        this.active = active;
        this.dataSource = dataSource;
    }

    /**
     * The session factory of that unit, or empty when the program contains no such unit.
     *
     * @throws SQLException when the database cannot be reached
     */
    synchronized Optional<SessionFactoryImplementor> sessions(String unit) throws SQLException {
        boolean known = PersistenceUnitsHolder.getPersistenceUnitDescriptors().stream()
                .anyMatch(descriptor -> descriptor.getName().equals(unit));
        if (!known) {
            return Optional.empty();
        }
        EntityManagerFactory factory = started.get(unit);
        if (factory == null) {
            factory = active.getDeactivatedPersistenceUnitNames().contains(unit)
                    ? start(unit)
                    : active.getEntityManagerFactory(unit, false);
            started.put(unit, factory);
        }
        return Optional.of(factory.unwrap(SessionFactoryImplementor.class));
    }

    /** What was recorded of a unit at build time can be used only once, so nothing is begun without a database. */
    private EntityManagerFactory start(String unit) throws SQLException {
        try (Connection connection = dataSource.get().getConnection()) {
            connection.isValid(0);
        }
        HibernateOrmRuntimeConfig configured = ConfigProvider.getConfig()
                .unwrap(SmallRyeConfig.class)
                .getConfigMapping(HibernateOrmRuntimeConfig.class);
        return new FastBootHibernatePersistenceProvider(ActivatedUnit.of(configured, unit), Map.of())
                .createEntityManagerFactory(unit, Map.of(JPAConfig.IS_REACTIVE_KEY, false));
    }

    @PreDestroy
    void close() {
        started.forEach((unit, factory) -> {
            if (active.getDeactivatedPersistenceUnitNames().contains(unit)) {
                factory.close();
            }
        });
    }
}
