package dev.stopover.check;

import dev.stopover.database.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.tool.schema.spi.SchemaManagementException;

/** Validates the schema as Hibernate does when an application starts, and reads rows of every entity. */
@ApplicationScoped
public class HibernateEntityReader implements EntityReader {
    private static final int ROWS_READ = 100;

    /** The setting of Hibernate with the connection on which it looks at a schema. */
    private static final String VALIDATED_ON = "jakarta.persistence.schema-generation-connection";

    private final PersistenceUnits units;

    HibernateEntityReader(PersistenceUnits units) {
        this.units = units;
    }

    @Override
    public Reading read(String persistenceUnit, Optional<Connection> within) throws SQLException {
        Optional<SessionFactoryImplementor> sessions = units.sessions(persistenceUnit);
        if (sessions.isEmpty()) {
            return Reading.failed("This program contains no persistence unit " + persistenceUnit + ".");
        }
        return read(sessions.orElseThrow(), within);
    }

    private static Reading read(SessionFactoryImplementor sessions, Optional<Connection> within) throws SQLException {
        List<String> problems = new ArrayList<>();
        try {
            validate(sessions, within);
        } catch (SchemaManagementException e) {
            throwIfLost(e);
            problems.add(reason(e));
        }
        int readable = 0;
        List<EntityPersister> entities = new ArrayList<>();
        sessions.getMappingMetamodel().forEachEntityDescriptor(entities::add);
        for (EntityPersister entity : entities) {
            List<String> found = problems(sessions, within, entity);
            problems.addAll(found);
            readable += found.isEmpty() ? 1 : 0;
        }
        return new Reading(readable, problems);
    }

    /** Hibernate opens a connection of its own for this, unless it is given one in its settings. */
    private static void validate(SessionFactoryImplementor sessions, Optional<Connection> within) {
        if (within.isPresent()) {
            sessions.getProperties().put(VALIDATED_ON, within.get());
        }
        try {
            sessions.getSchemaManager().validateMappedObjects();
        } finally {
            if (within.isPresent()) {
                sessions.getProperties().remove(VALIDATED_ON);
            }
        }
    }

    /** The enums first, with every value there is, since the first rows seldom hold the odd one. */
    private static List<String> problems(
            SessionFactoryImplementor sessions, Optional<Connection> within, EntityPersister entity)
            throws SQLException {
        List<String> problems = new ArrayList<>();
        List<BasicValuedModelPart> columns = columns(entity);
        for (BasicValuedModelPart column : columns) {
            if (column.getJavaType().getJavaTypeClass().isEnum()) {
                failure(sessions, within, "select distinct e." + column.getPartName() + from(entity))
                        .ifPresent(reason -> problems.add(problem(column, reason)));
            }
        }
        Optional<String> whole =
                problems.isEmpty() ? failure(sessions, within, "select e" + from(entity)) : Optional.empty();
        if (whole.isPresent()) {
            for (BasicValuedModelPart column : columns) {
                failure(sessions, within, "select e." + column.getPartName() + from(entity))
                        .ifPresent(reason -> problems.add(problem(column, reason)));
            }
            if (problems.isEmpty()) {
                problems.add(entity.getEntityName() + " cannot be read: " + whole.orElseThrow());
            }
        }
        return problems;
    }

    private static List<BasicValuedModelPart> columns(EntityPersister entity) {
        List<BasicValuedModelPart> columns = new ArrayList<>();
        Optional.ofNullable(entity.getIdentifierMapping().asBasicValuedModelPart())
                .ifPresent(columns::add);
        entity.forEachAttributeMapping(attribute ->
                Optional.ofNullable(attribute.asBasicValuedModelPart()).ifPresent(columns::add));
        return columns;
    }

    private static String from(EntityPersister entity) {
        return " from " + entity.getEntityName() + " e";
    }

    private static Optional<String> failure(
            SessionFactoryImplementor sessions, Optional<Connection> within, String query) throws SQLException {
        try (StatelessSession session =
                within.isPresent() ? sessions.openStatelessSession(within.get()) : sessions.openStatelessSession()) {
            boolean distinct = query.startsWith("select distinct");
            session.createSelectionQuery(query, Object.class)
                    .setMaxResults(distinct ? Integer.MAX_VALUE : ROWS_READ)
                    .getResultList();
            return Optional.empty();
        } catch (RuntimeException e) {
            throwIfLost(e);
            return Optional.of(reason(e));
        }
    }

    private static String problem(BasicValuedModelPart column, String reason) {
        Class<?> type = column.getJavaType().getJavaTypeClass();
        String expected = type.isEnum()
                ? "one of " + Arrays.toString(type.getEnumConstants())
                : column.getJdbcMapping().getJdbcType().getFriendlyName() + " for " + type.getSimpleName();
        return "table %s, column %s: expected %s, but %s"
                .formatted(column.getContainingTableExpression(), column.getSelectionExpression(), expected, reason);
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.toString() : message;
    }

    private static void throwIfLost(RuntimeException e) throws SQLException {
        String state = SqlState.of(e);
        if (SqlState.isConnectionLoss(state)) {
            throw new SQLException(e.getMessage(), state, e);
        }
    }
}
