namespace Points.Domain.Auditing;

/// <summary>Checks chains of the journal.</summary>
public static class JournalVerifier
{
    /// <summary>
    /// Checks a whole chain: no gap, no item twice, the day of each, the words of reasons, every hash.
    /// </summary>
    /// <param name="digestOfReason">The digest of a reason's words, under the deployment's key.</param>
    /// <returns>The first fault in one sentence; null if there is none.</returns>
    public static string? FindFirstFault(
        JournalChain chain,
        IEnumerable<JournalItem> oldestFirst,
        Func<string, string> digestOfReason
    )
    {
        var (head, ids) = (JournalHead.Genesis(chain), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in oldestFirst)
        {
            if (item.Number != head.Number + 1)
                return $"item {item.ItemId} has number {item.Number} but number {head.Number + 1} is expected";
            if (!ids.Add(item.ItemId))
                return $"item {item.ItemId} is there twice";
            if (item.Chain != chain || DateOnly.FromDateTime(item.Facts.At.UtcDateTime) != chain.Day)
                return $"item {item.ItemId} does not belong to {chain}";
            if (item.Reason is { } reason && item.ReasonDigest != digestOfReason(reason))
                return $"item {item.ItemId} has a reason that does not match its digest";
            if (item.Hash != item.HashAfter(head.Hash))
                return $"item {item.ItemId} does not match its hash";
            head = new(chain, item.Number, item.Hash);
        }
        return null;
    }
}
