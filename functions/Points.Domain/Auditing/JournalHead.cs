namespace Points.Domain.Auditing;

/// <summary>The newest item of a chain.</summary>
/// <param name="Number">0 if the chain has no item.</param>
public sealed record JournalHead(JournalChain Chain, long Number, string Hash)
{
    public static JournalHead Genesis(JournalChain chain) => new(chain, 0, chain.Genesis);

    /// <summary>Chains an action to this head. What could name the person is replaced by digests.</summary>
    /// <param name="actor">The digest of the person's name; null if it is erased.</param>
    /// <param name="reasonDigest">Null if there is no reason, or its words are erased.</param>
    public JournalItem Append(StaffAction action, string? actor, string? reasonDigest)
    {
        var item = new JournalItem(
            Chain,
            Number + 1,
            action.ItemId,
            action.Facts,
            actor,
            action.Reason,
            reasonDigest,
            Hash: ""
        );
        return item with { Hash = item.HashAfter(Hash) };
    }
}
