namespace Points.Cosmos.Persons;

/// <summary>How a kind of stored document concerns a person, and so how the documents of one person are found.</summary>
[Flags]
internal enum PersonLink
{
    /// <summary>It concerns nobody.</summary>
    None = 0,

    /// <summary>It is in the member's own partition of <c>wallets</c>.</summary>
    OwnPartition = 1,

    /// <summary>Its <c>ledgerKey</c>, which is indexed, is that of the member's ledgers.</summary>
    LedgerKey = 2,

    /// <summary>Its <c>memberId</c>, which is indexed, names the person.</summary>
    MemberId = 4,

    /// <summary>Its id follows from what the member's own documents say.</summary>
    FollowingId = 8,

    /// <summary>
    /// It names the ledger or a digest, and no id of a person. It is not found from the member, and leads to nobody
    /// once the member is erased.
    /// </summary>
    Pseudonym = 16,
}
