using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>A reward taken for points, with where it stands. Created in the same commit as its entry.</summary>
/// <param name="Lots">Where the points came from, so that they can go back to the very same lots.</param>
public sealed record Redemption(
    string RedemptionId, string ProgrammeId, string RewardId, int Quantity, string HonouredBy, Points Points, Fen Worth,
    ImmutableArray<Lot> Lots, string EntryId, RedemptionStatus Status, DateTimeOffset At)
{
    private const string IdPrefix = "r-";

    /// <summary>One redemption a request: its id follows from the request's entry.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Of("redemption", entryId);
}

public enum RedemptionStatus
{
    Completed,
}
