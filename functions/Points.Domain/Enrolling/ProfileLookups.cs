using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>
/// Keeps look-ups in step with a profile: they are written before the profile commits, and stale ones are removed
/// after. One that no profile came to need is never an answer.
/// </summary>
public sealed class ProfileLookups(IMemberLookups lookups)
{
    /// <summary>Writes the look-ups that a new profile needs in addition.</summary>
    /// <param name="before">The profile that it will replace; null for a new member.</param>
    /// <returns>Null if all are written.</returns>
    public async Task<Refusal.AddressInUse?> Add(Member? before, Member after, CancellationToken ct)
    {
        var known = before?.Lookups.ToHashSet() ?? [];
        foreach (var (value, isVerified) in after.Lookups.Where(it => !known.Contains(it)))
            if (!await lookups.TryAdd(value, after.LedgerKey!, isVerified, ct))
                return new(value.Kind == LookupKind.Phone ? "phone" : "email");
        return null;
    }

    /// <summary>Removes the look-ups that the stored profile does not need any more.</summary>
    public async Task RemoveStale(Member before, Member stored, CancellationToken ct)
    {
        var values = stored.Lookups.Select(it => it.Value).ToHashSet();
        foreach (var (value, _) in before.Lookups.Where(it => !values.Contains(it.Value)))
            await lookups.Remove(value, before.LedgerKey!, ct);
    }
}
