using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks what members are given without asking.</summary>
internal static class GrantQuestions
{
    private const int Asks = 40;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        if (!pair.HasChange("grants") && !pair.HasSharedChange)
            yield break;
        foreach (var grant in pair.Old.Grants)
            for (var ask = 0; ask < Asks; ask++)
            {
                var it = ask % 2 == 0 ? situations.Meeting(grant.When) : situations.Any();
                it = situations.NotBefore(pair.Now, it);
                var (before, after) = (Give(grant.GrantId, it, pair.Old), Give(grant.GrantId, it, pair.New));
                if (after < before)
                    yield return $"{it}: {grant.GrantId} gives {after}, not {before}";
            }
    }

    /// <summary>The points, or pieces of the reward, that the member is given at once.</summary>
    private static long Give(string grantId, Situation it, ProgrammeTerms terms)
    {
        if (terms.FindGrant(grantId) is not { } grant)
            return 0;
        var wallet = it.WalletIn(terms);
        return GrantSchedule.IsDue(grant, wallet, terms, it.At)
            ? wallet.CountGrantsLeft(grant, terms, terms.BusinessDateOf(it.At)) * (grant.Points?.Value ?? 1)
            : 0;
    }
}
