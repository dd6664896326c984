namespace Points.Domain.Actors;

/// <summary>
/// Something that somebody did and that no ledger entry records. It is stored in the commit that does it, beside what it
/// changes, and names members by their <c>ledgerKey</c>, so that it stays when a person is erased (law L14).
/// </summary>
/// <param name="At">When it was done.</param>
public sealed record Act(ActKind Kind, DateTimeOffset At, Requester By)
{
    /// <summary>Why, in the words of who did it; null if no reason is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The member whom it is about; null if it is about none.</summary>
    public string? LedgerKey { get; init; }

    public string? ProgrammeId { get; init; }

    /// <summary>The number of the programme's revision.</summary>
    public int? Revision { get; init; }

    /// <summary>The day for which a revision is announced.</summary>
    public DateOnly? EffectiveOn { get; init; }

    public string? RewardId { get; init; }

    /// <summary>The new price.</summary>
    public long? Points { get; init; }

    public string? MerchantId { get; init; }

    /// <summary>The settlement period, such as <c>2027-03</c>.</summary>
    public string? Period { get; init; }

    public string? DisputeId { get; init; }

    /// <summary>Whether a dispute was accepted.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>The document that was set aside.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The fields of a profile that were changed, without their values.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    public string? FamilyId { get; init; }

    /// <summary>The approval that was asked for, given or refused.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The complaint that was raised or answered.</summary>
    public string? ComplaintId { get; init; }
}
