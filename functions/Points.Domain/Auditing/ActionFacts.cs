using Points.Domain.Actors;

namespace Points.Domain.Auditing;

/// <summary>
/// What a member of staff did, without the person and without the words that they gave as a reason: what stays when
/// people are erased (law L14). Members are named by the key of their ledgers.
/// </summary>
/// <param name="Kind">
/// The kind of the entry, such as <c>adjustment</c>, or of the act, such as <c>price-set</c>.
/// </param>
/// <param name="Client">The application that was used; null if the token did not say.</param>
public sealed record ActionFacts(DateTimeOffset At, string Kind, ActorRole Role, string? Client)
{
    /// <summary>The ledger entry; null if it was not an entry that was booked.</summary>
    public string? EntryId { get; init; }

    /// <summary>The member whom it is about; null if it is about none.</summary>
    public string? LedgerKey { get; init; }

    public string? ProgrammeId { get; init; }

    public int? Revision { get; init; }

    /// <summary>The day for which a revision was announced.</summary>
    public DateOnly? EffectiveOn { get; init; }

    public string? RewardId { get; init; }

    /// <summary>The change of the balance by an entry, or the new price of a reward.</summary>
    public long? Points { get; init; }

    public string? MerchantId { get; init; }

    /// <summary>The settlement period, such as <c>2027-03</c>.</summary>
    public string? Period { get; init; }

    public string? DisputeId { get; init; }

    /// <summary>Whether a dispute was accepted.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>The document that had been set aside.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The fields of a profile that were changed.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    public string? FamilyId { get; init; }

    /// <summary>The approval that was asked for, given or refused.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The complaint that was raised or answered.</summary>
    public string? ComplaintId { get; init; }

    internal Digest AddTo(Digest digest)
    {
        digest
            .Add(At)
            .Add(Kind)
            .Add((long)Role)
            .Add(Client)
            .Add(EntryId)
            .Add(LedgerKey)
            .Add(ProgrammeId)
            .Add(Text(Revision))
            .Add(EffectiveOn)
            .Add(RewardId)
            .Add(Text(Points))
            .Add(MerchantId)
            .Add(Period)
            .Add(DisputeId)
            .Add(Text(IsAccepted))
            .Add(DocumentId)
            .Add(FamilyId)
            .Add(ApprovalId)
            .Add(Fields?.Count ?? -1);
        foreach (var field in Fields ?? [])
            digest.Add(field);
        // Items from before there were complaints keep their hash.
        return ComplaintId is null ? digest : digest.Add(ComplaintId);
    }

    /// <summary>An absent number has no number that stands for it.</summary>
    private static string? Text<T>(T? value)
        where T : struct => value is { } it ? FormattableString.Invariant($"{it}") : null;
}
