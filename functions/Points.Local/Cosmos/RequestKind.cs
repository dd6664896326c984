namespace Points.Local.Cosmos;

/// <summary>What a request asks of a container.</summary>
public enum RequestKind
{
    /// <summary>Anything that is not about documents: the account, databases, containers, ranges.</summary>
    Metadata,

    /// <summary>One document by its id.</summary>
    Read,

    /// <summary>A document that must not exist.</summary>
    Create,

    /// <summary>A document that may exist.</summary>
    Upsert,

    /// <summary>A document that must exist.</summary>
    Replace,

    /// <summary>A partial change of one document.</summary>
    Patch,

    /// <summary>A document's removal.</summary>
    Delete,

    /// <summary>A transactional batch of one partition.</summary>
    Batch,

    /// <summary>One page of a query.</summary>
    Query,

    /// <summary>The plan that the SDK asks for before some queries.</summary>
    QueryPlan,

    /// <summary>One page of a change feed.</summary>
    ChangeFeed,
}
