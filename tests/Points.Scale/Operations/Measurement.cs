using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Functions.Notifying;
using Points.Functions.Relaying;
using Points.Functions.Settling;
using Points.Scale.Charging;

namespace Points.Scale.Operations;

/// <summary>
/// Carries out each operation as the app does, on wallets that have earned once a month for ten months, and records
/// what it asks of the store.
/// </summary>
internal sealed class Measurement
{
    /// <summary>Jobs, relay and settlement share requests between items: these many are measured together.</summary>
    private const int Together = 20;

    private const int MonthsBefore = 9;

    private readonly MeasuredApp _app;
    private readonly List<OperationCharge> _charges = [];
    private int _number;

    private Measurement(MeasuredApp app) => _app = app;

    /// <summary>Measures all operations.</summary>
    public static async Task<IReadOnlyList<OperationCharge>> Run()
    {
        await using var app = await MeasuredApp.Open();
        var measurement = new Measurement(app);
        await measurement.MeasureRequests();
        await measurement.MeasureWhatFollows();
        await measurement.MeasureJobs();
        return measurement._charges;
    }

    private async Task MeasureRequests()
    {
        var (shop, meals, hotel) = (
            await EnrolAndEarn("shopper", "supermarket"),
            await EnrolAndEarn("guest", "fast-food"),
            await EnrolAndEarn("traveller", "hotel")
        );
        var (sender, receiver) = (
            await EnrolAndEarn("sender", "green", "family"),
            await EnrolAndEarn("receiver", "green", "family")
        );
        await Measure("accrual", () => Earn(shop, 120, "measured"));
        await Measure("redemption", () => Redeem(meals, "meal"));
        await Measure("redemption with a voucher", () => Redeem(shop, "voucher", 1_000));
        var held = "";
        await Measure("hold", async () => held = HoldOf(await Redeem(hotel, "free-night", isHold: true)));
        await Measure("confirmation of a hold", () => Confirm(hotel, held));
        await Measure("refund of an order", () => Refund(shop, "measured", 120));
        await Measure("transfer", () => Send(sender, receiver));
    }

    private async Task MeasureWhatFollows()
    {
        var buyer = await EnrolAndEarn("buyer", "convenience-alliance");
        // The month's accounts exist from the first purchase on.
        await RelayAndSettle(await _app.ReadChanges("entry"));
        var known = (await _app.ReadChanges("entry")).Select(IdOf).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < Together; i++)
            await Earn(buyer, 100, $"relayed-{i}");
        var entries = (await _app.ReadChanges("entry")).Where(entry => !known.Contains(IdOf(entry))).ToArray();
        await Measure("relay and settlement of an entry", () => RelayAndSettle(entries), entries.Length);
    }

    private async Task RelayAndSettle(IReadOnlyList<JsonElement> entries)
    {
        await _app.Create<LedgerRelay>().Run(entries, CancellationToken.None);
        await _app.Create<SettlementLines>()
            .Run(_app.Messages.Take(Queues.Settlement), new CompletingActions(), CancellationToken.None);
    }

    private static string IdOf(JsonElement document) => document.GetProperty("id").GetString()!;

    private async Task MeasureJobs()
    {
        for (var i = 0; i < Together; i++)
            await EnrolAndEarn($"due-{i:00}", "supermarket");
        // A month before the last day of the first lots, after the quiet hours; the next day after that day.
        var (reminderDay, expiryDay) = (
            new DateTimeOffset(2028, 1, 30, 12, 0, 0, TimeSpan.FromHours(8)),
            new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.FromHours(8))
        );
        var reminded = 0L;
        await Measure(
            "reminder",
            async () => reminded = await RunJob(MaintenanceKind.Reminder, ReminderMaintenance.Decide, reminderDay),
            () => reminded
        );
        _app.Messages.Take(Queues.Notices);
        await _app.Create<LedgerRelay>().Run(await _app.ReadChanges("notice"), CancellationToken.None);
        var messages = _app.Messages.Take(Queues.Notices);
        _app.Recorder.Take();
        await Measure("delivery of a notice", () => Deliver(messages), messages.Length);
        var expired = 0L;
        await Measure(
            "expiry of a due wallet",
            async () => expired = await RunJob(MaintenanceKind.Expiry, ExpiryMaintenance.Decide, expiryDay),
            () => expired
        );
    }

    private Task Measure(string name, Func<Task> operation, int count = 1) => Measure(name, operation, () => count);

    private async Task Measure(string name, Func<Task> operation, Func<long> count)
    {
        _app.Recorder.Take();
        await operation();
        _charges.Add(OperationCharge.Sum(name, _app.Recorder.Take(), checked((int)count())));
    }

    private Task Deliver(ServiceBusReceivedMessage[] messages) =>
        _app.Create<NoticeDelivery>().Run(messages, new CompletingActions(), CancellationToken.None);

    private Task<long> RunJob(MaintenanceKind kind, WalletBatchRunner.MaintenanceDecision decide, DateTimeOffset now)
    {
        _app.Clock.Now = now;
        return _app.Get<WalletBatchRunner>()
            .Run(kind, decide, RunShare.Begin($"{kind}", now, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>Enrols a member who has earned in each of the last ten months.</summary>
    private async Task<WalletId> EnrolAndEarn(string memberId, string programmeId, string? familyId = null)
    {
        var wallet = await _app.Enrol(memberId, programmeId, familyId);
        var now = _app.Clock.Now;
        for (var month = MonthsBefore; month >= 0; month--)
        {
            _app.Clock.Now = now.AddMonths(-month);
            await Earn(wallet, 2_000, $"{memberId}-{month}");
        }
        return wallet;
    }

    private async Task<LedgerEntry> Earn(WalletId wallet, long yuan, string orderId)
    {
        var command = new Accrue(
            wallet,
            wallet.ProgrammeId,
            $"order-{orderId}",
            _app.Clock.Now,
            null,
            [
                new("sku-4711", "food", new(yuan * 50), 1, null, []),
                new("sku-4712", "fresh", new(yuan * 30), 2, null, []),
                new("sku-4713", "household", new(yuan * 20), 1, null, []),
            ],
            Fen.Zero,
            [],
            false
        );
        return Booked(await _app.Get<AccrueHandler>().Handle(command, NextRequest(command.Fingerprint()), default));
    }

    private async Task<LedgerEntry> Redeem(WalletId wallet, string rewardId, long? points = null, bool isHold = false)
    {
        var command = new Redeem(wallet, rewardId, null, 1, points is { } it ? new(it) : null)
        {
            By = new Actor.Member(),
            VoucherCode = $"{_number:00000000000000000000000000}",
            IsHold = isHold,
        };
        return Booked(await _app.Get<RedeemHandler>().Handle(command, NextRequest(command.Fingerprint()), default));
    }

    private async Task Confirm(WalletId wallet, string redemptionId)
    {
        var command = new ConfirmHold(redemptionId, new Actor.Operator());
        Booked(
            await _app.Get<ConfirmHoldHandler>()
                .Handle(wallet.MemberId, command, NextRequest(command.Fingerprint()), default)
        );
    }

    private async Task Refund(WalletId wallet, string orderId, long yuan)
    {
        var claim = new RefundClaim.Amount(new(yuan * 100));
        var command = new Refund(wallet, wallet.ProgrammeId, $"order-{orderId}", "refund-1", claim);
        Booked(await _app.Get<RefundHandler>().Handle(command, NextRequest(command.Fingerprint()), default));
    }

    private async Task Send(WalletId from, WalletId to)
    {
        var command = new SendPoints(from, to.MemberId, new(100));
        await _app.Get<SendPointsHandler>().Handle(command, NextRequest(command.Fingerprint()), default);
    }

    private static string HoldOf(LedgerEntry entry) => ((EntryKind.Hold)entry.Kind).RedemptionId;

    private Request NextRequest(string fingerprint) =>
        Request.From("scale", "scale", $"key-{++_number:000000}", fingerprint, _app.Clock.Now);

    private static LedgerEntry Booked(Outcome outcome) =>
        outcome.Match(
            booked => booked.Entry,
            refused => throw new InvalidOperationException($"the operation was refused: {refused}")
        );
}
