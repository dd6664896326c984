namespace Points.Domain.Actors;

/// <summary>In which role somebody acts.</summary>
/// <remarks>Stored documents contain the names, and hashes the numbers: change neither.</remarks>
public enum ActorRole
{
    /// <summary>Nobody asked: a job, or what was due before a request.</summary>
    System = 0,

    /// <summary>The owner of the wallet, or a member of the family who sends points to it.</summary>
    Member = 1,

    Merchant = 2,

    /// <summary>Runs the platform: does all that support, finance and marketing do.</summary>
    Operator = 3,

    /// <summary>Helps members: reads them, freezes them, and adjusts their points within limits.</summary>
    Support = 4,

    /// <summary>Settles with merchants.</summary>
    Finance = 5,

    /// <summary>Drafts programmes.</summary>
    Marketing = 6,
}
