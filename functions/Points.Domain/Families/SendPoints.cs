using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Families;

/// <summary>A member gives points to another of their family, as many a month as the programme says.</summary>
public sealed record SendPoints(WalletId Wallet, string ToMemberId, Points Points)
{
    public string Fingerprint() =>
        new Digest()
            .Add("transfer")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(ToMemberId)
            .Add(Points.Value)
            .ToString();

    /// <param name="receiver">The other's facts; null if they have no wallet in the programme. Strangers are all refused alike.</param>
    public static Decision Decide(
        Wallet wallet,
        SendPoints command,
        MemberFacts? receiver,
        ProgrammeTerms terms,
        Request request
    )
    {
        if (terms.Family is not { } family)
            return new Refusal.NotEligible("points of this programme cannot be given away");
        if (wallet.Facts.FindRefusal() is { } refusal)
            return refusal;
        if (
            wallet.Facts.FamilyId is not { } familyId
            || receiver?.FamilyId != familyId
            || command.ToMemberId == wallet.Id.MemberId
        )
            return new Refusal.NotEligible(
                "points can be given to members of one's own registered family in this programme only"
            );
        if (receiver.FindRefusal() is not null)
            return new Refusal.NotEligible("the other member cannot take points now");

        var pending = wallet.BeginChange(terms, request.Now);
        var period = LimitPeriod.Month.PeriodKey(pending.Today);
        if (
            pending.Wallet.Counters.Used(FamilyTerms.SentCounterId, period) + command.Points.Value
            > family.PointsPerMonth.Value
        )
            return new Refusal.LimitReached($"a member gives at most {family.PointsPerMonth} points a month");
        if (pending.Wallet.Lots.Total < command.Points)
            return new Refusal.NotEnoughPoints(pending.Wallet.Lots.Total, command.Points);

        var (id, lookAt) = (Transfer.IdOf(request.EntryId), request.Now + Transfer.ResumeAfter);
        var change = pending.NextChange.SetAside(
            command.Points,
            lots => new Hold.InTransit(id, lots, command.ToMemberId, lookAt)
        );
        if (Hold.FindRefusal(change.Wallet.Holds) is { } tooMany)
            return tooMany;
        var counted = change with
        {
            Wallet = change.Wallet with
            {
                Counters = change
                    .Wallet.Counters.KeepLimits(terms.IsLimitCounter)
                    .Add(FamilyTerms.SentCounterId, period, command.Points.Value),
            },
        };
        var why = new Explanation("family", -command.Points, $"on the way to {command.ToMemberId}");
        return new Decision.Accepted(
            pending.Book(request, new EntryKind.TransferOut(id, command.ToMemberId, lookAt), counted, [why])
        )
        {
            NewRecords =
            [
                new Transfer(
                    id,
                    terms.ProgrammeId,
                    familyId,
                    wallet.Id.MemberId,
                    command.ToMemberId,
                    change.Held,
                    TransferStatus.Sent,
                    request.Now
                ),
            ],
        };
    }
}
