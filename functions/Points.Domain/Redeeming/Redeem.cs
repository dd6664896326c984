using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>A member takes a reward for points.</summary>
/// <param name="HonouredBy">The merchant who will honour it; may be left out where the reward or the programme leaves no choice.</param>
/// <param name="Points">How many points a piece, for rewards that leave it to the member; else null.</param>
public sealed record Redeem(WalletId Wallet, string RewardId, string? HonouredBy, int Quantity, Points? Points)
{
    public const int QuantityMax = 1_000;

    /// <summary>Beyond any wallet, and far from overflow when multiplied by a quantity.</summary>
    public static readonly Points PointsMax = new(1_000_000_000_000);

    public string Fingerprint() => new Digest().Add("redeem").Add(Wallet.MemberId).Add(Wallet.ProgrammeId).Add(RewardId)
        .Add(HonouredBy).Add(Quantity).Add(Points is { } points ? points.Value : -1).ToString();

    public static Decision Decide(Wallet wallet, Redeem command, ProgrammeRevision terms, Request request)
    {
        if (terms.Reward(command.RewardId) is not { } reward) return new Refusal.NotFound("reward");
        if (wallet.Facts.FirstRefusal() is { } refusal) return refusal;
        if (NotYet(reward, terms, wallet, command, request) is { } why) return why;
        return Charge.Of(reward, command, terms, wallet.Circumstances(terms, request.Now, request.Now)).Match(
            due: charge => Spend(wallet, command, charge, terms, request),
            refused: why => why);
    }

    /// <summary>What stands against this member's having the reward now.</summary>
    private static Refusal? NotYet(Reward reward, ProgrammeRevision terms, Wallet wallet, Redeem command, Request request)
    {
        var member = wallet.Circumstances(terms, request.Now, request.Now);
        var start = reward.HeadStart is { } early && early.When.HoldsFor(member) ? reward.OnSaleFrom?.AddHours(-early.Hours) : reward.OnSaleFrom;
        if (request.Now < start) return new Refusal.NotEligible($"this reward is on sale from {start:yyyy-MM-dd HH:mm zzz}");
        // Pieces that are counted need a count: until one is kept, none is given away.
        if (reward.Stock is not null) return new Refusal.NotEligible("rewards of limited stock cannot be had yet");
        if (reward.Limit is not { } limit) return null;
        var used = wallet.Counters.Used(ProgrammeRevision.RewardCounter(reward.RewardId), limit.Per.PeriodOf(terms.BusinessDate(request.Now)));
        return used + command.Quantity > limit.PerMember ? new Refusal.LimitReached($"{limit.PerMember} of this reward a member") : null;
    }

    private static Wallet Count(Wallet wallet, Redeem command, ProgrammeRevision terms, DateTimeOffset now) =>
        terms.Reward(command.RewardId)!.Limit is not { } limit ? wallet : wallet with
        {
            Counters = wallet.Counters.Only(terms.IsLimit).Add(ProgrammeRevision.RewardCounter(command.RewardId), limit.Per.PeriodOf(terms.BusinessDate(now)), command.Quantity),
        };

    private static Decision Spend(Wallet wallet, Redeem command, Charge.Due charge, ProgrammeRevision terms, Request request)
    {
        var available = wallet.Available(terms.BusinessDate(request.Now));
        if (available < charge.Points) return new Refusal.NotEnoughPoints(available, charge.Points);

        var cause = new Cause.Redemption(Redemption.IdOf(request.EntryId), command.RewardId, charge.HonouredBy, charge.Worth);
        var posting = Count(wallet, command, terms, request.Now).Post(terms, request.Now).Spend(request, cause, charge.Points, [charge.Explanation]);
        var redemption = new Redemption(
            cause.RedemptionId, wallet.Id.ProgrammeId, command.RewardId, command.Quantity, charge.HonouredBy, charge.Points, charge.Worth,
            [.. posting.Entries[^1].Moved.Select(lot => lot with { Points = -lot.Points })], request.EntryId, RedemptionStatus.Completed, request.Now);
        return new Decision.Accepted(posting) { Redemption = redemption };
    }
}

/// <summary>Takes rewards out of wallets.</summary>
public sealed class Redemptions(IWalletStore wallets, IProgrammes programmes)
{
    public async Task<Outcome> Handle(Redeem command, Request request, CancellationToken ct)
    {
        if (await programmes.TermsOf(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.Refuse(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return await wallets.Commit(command.Wallet, request, wallet => Redeem.Decide(wallet, command, terms, request), ct);
    }
}
