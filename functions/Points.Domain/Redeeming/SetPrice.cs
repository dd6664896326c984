using Points.Domain.Actors;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Redeeming;

/// <summary>Sets a reward's usual price, within the bounds that the terms have published.</summary>
/// <param name="Points">The new price of one piece.</param>
public sealed record SetPrice(string ProgrammeId, string RewardId, Points Points);

/// <summary>Sets prices of rewards.</summary>
public sealed class SetPriceHandler(IProgrammes programmes)
{
    /// <returns>Null if the price is set.</returns>
    public async Task<Refusal?> Handle(SetPrice command, Requester by, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.ProgrammeId, now, ct) is not { } terms)
            return Refusal.NotFound.Programme;
        if (terms.FindReward(command.RewardId) is not { } reward)
            return new Refusal.NotFound("reward");
        if (reward.Price.Bounds is not { } bounds)
            return new Refusal.TermsNotAllowed("points", "is fixed by the published terms");
        if (!reward.Price.IsWithinBounds(command.Points))
            return new Refusal.TermsNotAllowed(
                "points",
                $"must be from {bounds.Lowest} to {bounds.Highest}, as published"
            );
        var act = new Act(ActKind.PriceSet, now, by)
        {
            ProgrammeId = command.ProgrammeId,
            RewardId = command.RewardId,
            Points = command.Points.Value,
        };
        await programmes.SetPrice(command.ProgrammeId, command.RewardId, command.Points, act, ct);
        return null;
    }
}
