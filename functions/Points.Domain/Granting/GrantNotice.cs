using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Granting;

/// <summary>Creates the notice that tells a member of a grant. Each grant has one.</summary>
internal static class GrantNotice
{
    public static Notice OfPoints(
        WalletId wallet,
        Grant grant,
        string occurrence,
        Points points,
        PendingChange booked
    ) => Create(wallet, grant, occurrence, NoticeTexts.GrantedPoints(booked.Terms, grant, points), booked);

    public static Notice OfReward(
        WalletId wallet,
        Grant grant,
        string occurrence,
        GrantedReward given,
        PendingChange booked
    ) =>
        Create(
            wallet,
            grant,
            occurrence,
            NoticeTexts.GrantedReward(booked.Terms, grant, given.Worth, given.Voucher.ExpiresOn),
            booked
        );

    private static Notice Create(
        WalletId wallet,
        Grant grant,
        string occurrence,
        (BilingualName Title, BilingualName Text) content,
        PendingChange booked
    ) =>
        Notice.Create(
            wallet,
            NoticeKind.Gift,
            $"grant:{grant.GrantId} {occurrence}",
            content,
            booked.Terms,
            booked.Now
        );
}
