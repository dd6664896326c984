using Points.Domain.Earning;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;

namespace Points.Cosmos.Tests;

/// <content>The commands that tests send.</content>
internal sealed partial class TestShop
{
    /// <param name="key">The order's number if none is given.</param>
    public Task<Outcome> Earn(WalletId wallet, long points, string orderId, string? key = null)
    {
        var command = new Accrue(
            wallet,
            "shop",
            orderId,
            Sample.Noon,
            null,
            [new("sku", "general", new(points * 100), 1, null, [])],
            Fen.Zero,
            [],
            false
        );
        return AccrueHandler.Handle(command, RequestOf(key ?? orderId, command.Fingerprint()), CancellationToken.None);
    }

    public Task<Outcome> Redeem(
        WalletId wallet,
        string rewardId,
        string? key = null,
        int quantity = 1,
        DateTimeOffset? holdUntil = null
    )
    {
        var command = new Redeem(wallet, rewardId, null, quantity, null)
        {
            By = new Actor.Member(),
            VoucherCode = Guid.NewGuid().ToString("N"),
            IsHold = holdUntil is not null,
            HoldUntil = holdUntil,
        };
        return RedeemHandler.Handle(command, RequestOf(key, command.Fingerprint()), CancellationToken.None);
    }

    public Task<Outcome> Cancel(WalletId wallet, string redemptionId)
    {
        var command = new CancelHold(redemptionId, new Actor.Member(), FaultParty.Member, null);
        return CancelHoldHandler.Handle(
            wallet.MemberId,
            command,
            RequestOf(null, command.Fingerprint()),
            CancellationToken.None
        );
    }

    public Task<Outcome> Reverse(WalletId wallet, string redemptionId, int? quantity = null)
    {
        var command = new Reverse(redemptionId, new Actor.Operator(), quantity, FaultParty.Member, "test");
        return ReverseHandler.Handle(
            wallet.MemberId,
            command,
            RequestOf(null, command.Fingerprint()),
            CancellationToken.None
        );
    }

    public Task<Outcome> Refund(WalletId wallet, string orderId, string refundId, long points)
    {
        var command = new Refund(wallet, "shop", orderId, refundId, new RefundClaim.Amount(new(points * 100)));
        return Refunds.Handle(command, RequestOf(refundId, command.Fingerprint()), CancellationToken.None);
    }

    public Task<TransferOutcome> SendTransfer(WalletId from, WalletId to, long points, string? key = null)
    {
        var command = new SendPoints(from, to.MemberId, new(points));
        return SendPointsHandler.Handle(command, RequestOf(key, command.Fingerprint()), CancellationToken.None);
    }
}
