namespace Emulators.CosmosDb;

/// <summary>The kinds of requests.</summary>
public enum RequestKind
{
    /// <summary>About the account, databases, containers or ranges.</summary>
    Metadata,

    /// <summary>Reads a document by its id.</summary>
    Read,

    /// <summary>Writes a document that must not exist.</summary>
    Create,

    /// <summary>Writes a document that may exist.</summary>
    Upsert,

    /// <summary>Writes a document that must exist.</summary>
    Replace,

    /// <summary>Changes parts of a document.</summary>
    Patch,

    /// <summary>Deletes a document.</summary>
    Delete,

    /// <summary>Carries out a transactional batch in one partition.</summary>
    Batch,

    /// <summary>Reads one page of a query.</summary>
    Query,

    /// <summary>Reads the plan of a query, which the SDK needs before some queries.</summary>
    QueryPlan,

    /// <summary>Reads one page of a change feed.</summary>
    ChangeFeed,
}
