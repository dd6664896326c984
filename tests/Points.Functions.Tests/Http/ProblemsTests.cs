using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Functions.Http;

namespace Points.Functions.Tests.Http;

public sealed class ProblemsTests
{
    public static TheoryData<Refusal, int, string> Contract =>
        new()
        {
            { new Refusal.MemberNotEnrolled(), 409, "member-not-enrolled" },
            { new Refusal.MemberFrozen(), 409, "member-frozen" },
            { new Refusal.NotFound("reward"), 404, "not-found" },
            { new Refusal.Invalid("points", "must be given"), 400, "invalid-request" },
            { new Refusal.NotEligible("because"), 409, "not-eligible" },
            { new Refusal.NotEnoughPoints(new(90), new(100)), 409, "not-enough-points" },
            { new Refusal.MerchantNotInProgramme("kiosk"), 409, "merchant-not-in-programme" },
            { new Refusal.OrderAlreadyAccrued("e-1", "shop"), 409, "order-already-accrued" },
            { new Refusal.OrderInAnotherProgramme("shop"), 404, "not-found" },
            { new Refusal.OrderOfAnotherMember(), 409, "order-of-another-member" },
            { new Refusal.ActionAlreadyCounted("e-1"), 409, "action-already-counted" },
            { new Refusal.AdjustmentAlreadyCounted("e-1"), 409, "adjustment-already-counted" },
            { new Refusal.OpeningBalanceAlreadyCounted("e-1"), 409, "opening-balance-already-counted" },
            { new Refusal.NotForCaller(), 403, "forbidden" },
            { new Refusal.ApprovalNeeded("it is much"), 403, "approval-needed" },
            { new Refusal.OwnRequest(), 403, "own-request" },
            { new Refusal.TooLate(90), 409, "too-late" },
            { new Refusal.ProgrammeNotLicensed("expired"), 409, "programme-not-licensed" },
            { new Refusal.BudgetExhausted(), 409, "budget-exhausted" },
            { new Refusal.NoticeTooShort(new(2027, 1, 1)), 422, "notice-period" },
            { new Refusal.AlreadyAnnounced(new(2027, 1, 1)), 409, "already-announced" },
            { new Refusal.Superseded(3), 409, "superseded" },
            { new Refusal.HasAnnouncedSuccessor(3), 409, "followed" },
            { new Refusal.LimitReached("enough"), 409, "limit-reached" },
            { new Refusal.OutOfStock(), 409, "out-of-stock" },
            { new Refusal.HoldExpired(DateTimeOffset.UnixEpoch), 409, "hold-expired" },
            { new Refusal.AlreadySettled("it was reversed"), 409, "already-settled" },
            { new Refusal.VoucherExpired(new(2027, 1, 1)), 409, "voucher-expired" },
            { new Refusal.SpendCodeInvalid(), 409, "spend-code-invalid" },
            { new Refusal.CardCodeInvalid(), 409, "card-code-invalid" },
            { new Refusal.RefundExceedsOrder(new("shop", new(300), new(200))), 409, "refund-exceeds-order" },
            { new Refusal.RefundAlreadyCounted("e-1", Order: null), 409, "refund-already-counted" },
            { new Refusal.InAnotherFamily("m-1"), 409, "in-another-family" },
            { new Refusal.AddressInUse("phone"), 409, "address-in-use" },
            { new Refusal.TermsNotAllowed("points", "must be lower"), 422, "terms-not-allowed" },
            { new Refusal.PeriodOpen(DateTimeOffset.UnixEpoch), 409, "period-open" },
            { new Refusal.VersionMismatch(), 412, "version-mismatch" },
            { new Refusal.AlreadyExists(), 412, "already-exists" },
            { new Refusal.GuardianNeeded(), 409, "guardian-needed" },
            { new Refusal.IdempotencyKeyReused(), 422, "idempotency-key-reused" },
        };

    [Theory]
    [MemberData(nameof(Contract))]
    public void Every_refusal_has_one_status_and_code(Refusal refusal, int status, string code) =>
        Assert.Equal((status, code), (Problems.From(refusal).Status, Problems.From(refusal).Code));

    [Fact]
    public void The_contract_covers_every_refusal() =>
        Assert.Equal(
            typeof(Refusal)
                .GetNestedTypes()
                .Where(type => type.IsSubclassOf(typeof(Refusal)))
                .Select(type => type.Name)
                .Order(),
            Contract.Select(row => row.Data.Item1.GetType().Name).Order()
        );

    [Fact]
    public async Task A_refusal_becomes_a_problem_document()
    {
        var (context, body) = (new DefaultHttpContext(), new MemoryStream());
        context.Response.Body = body;

        await Problems.From(new Refusal.NotEnoughPoints(new(90), new(100))).ExecuteAsync(context);

        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal(
            """{"type":"urn:points:problem:not-enough-points","title":"not enough points","status":409"""
                + ""","detail":"100 points are needed and"""
                + """ 90 are available.","code":"not-enough-points","available":90,"needed":100}""",
            System.Text.Encoding.UTF8.GetString(body.ToArray())
        );
    }

    [Fact]
    public async Task An_overload_response_says_when_to_retry()
    {
        var context = new DefaultHttpContext();

        await Problems.Busy.ExecuteAsync(context);

        Assert.Equal((429, "1"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
    }
}
