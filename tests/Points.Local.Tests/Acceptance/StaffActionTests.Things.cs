using System.Net;
using System.Text.Json.Nodes;
using Points.Cosmos;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Everything that staff can do, once each.</summary>
public sealed partial class StaffActionTests
{
    private async Task DoThingsToMembers()
    {
        await Do("enrolled", "PUT", "members/staff-ming", Profile("zh"));
        await Do("enrolled", "PUT", "members/staff-mei", Profile("zh"));
        await Do("profile-changed", "PUT", "members/staff-ming", Profile("en"));
        await Do("frozen", "POST", "members/staff-ming/freeze", Why("stolen phone"), "support");
        await Approve("unfrozen", "POST", "members/staff-ming/unfreeze", Why("found again"), "support");
        await Do("frozen", "POST", "members/staff-mei/freeze", Why("a guess"), "support");
        var asked = await Do("approval-requested", "POST", "members/staff-mei/unfreeze", Why("it was"), "support");
        await Do("approval-rejected", "POST", $"approvals/{asked.Text("approvalId")}/reject", Note("not yet"));
        await Approve("unfrozen", "POST", "members/staff-mei/unfreeze", Why("it really was"), "support");
        await Do("family-joined", "PUT", "families/f-1", Members("staff-ming", "staff-mei"));
        await Do("family-left", "PUT", "families/f-1", Members("staff-ming"));
        await Do("exported", "GET", "members/staff-ming/export");
        await Do("enrolled", "PUT", "members/staff-lan", Profile("zh"));
        await Approve("member-erased", "DELETE", "members/staff-lan", body: null, "operator");
        await Do("family-joined", "PUT", "families/f-1", Members("staff-ming", "staff-mei"));
    }

    private async Task DoThingsToProgrammes()
    {
        var document = (
            await Api.Send(HttpMethod.Get, "/api/programmes/fast-food/revisions/1", await Api.OperatorToken())
        ).Body["document"]!.DeepClone();
        document["rewards"]![0]!["price"]!["points"] = 250;
        await Do("revision-submitted", "POST", "programmes/fast-food/revisions", document, "marketing");
        var announcement = "programmes/fast-food/revisions/2/announce";
        await Approve("revision-announced", "POST", announcement, On("2027-05-01"), "operator");
        await Do("revision-postponed", "POST", "programmes/fast-food/revisions/2/postpone", On("2027-06-01"));
        await Do("revision-withdrawn", "POST", "programmes/fast-food/revisions/2/withdraw");
        await Do("price-set", "PUT", "programmes/green/rewards/eco-bag/price", new JsonObject { ["points"] = 300 });
    }

    private async Task DoThingsToWallets()
    {
        await Do("accrual", "POST", "members/staff-ming/accruals", Purchase("green", 500_000, "o-1"));
        await Do("accrual", "POST", "members/staff-ming/accruals", Purchase("hotel", 500_000));
        await Do("accrual", "POST", "members/staff-ming/accruals", Purchase("supermarket", 500_000));
        await Do(
            "action",
            "POST",
            "members/staff-ming/actions",
            new JsonObject
            {
                ["programmeId"] = "green",
                ["action"] = "share",
                ["reference"] = "post-1",
            }
        );
        await Do(
            "adjustment",
            "POST",
            "members/staff-ming/adjustments",
            AdjustmentBody("hotel", 300, "noisy", "t-1"),
            "support"
        );
        var complaint = await Do(
            "complaint-raised",
            "POST",
            "members/staff-ming/complaints",
            new JsonObject
            {
                ["programmeId"] = "hotel",
                ["entryId"] = (string)(await Api.Ledger("staff-ming", "hotel"))[0]["entryId"]!,
                ["text"] = "too few",
            },
            "support"
        );
        await Do(
            "complaint-answered",
            "POST",
            $"members/staff-ming/complaints/{complaint.Text("complaintId")}/answer",
            new JsonObject { ["text"] = "not so" },
            "support"
        );
        await Do(
            "opening-balance",
            "POST",
            "members/staff-mei/opening-balances",
            new JsonObject
            {
                ["programmeId"] = "hotel",
                ["reference"] = "old-1",
                ["lots"] = new JsonArray(new JsonObject { ["points"] = 200, ["issuedBy"] = "hotel" }),
            }
        );
        var redeemed = await Do(
            "redemption",
            "POST",
            "members/staff-ming/redemptions",
            RedemptionBody("green", "eco-bag")
        );
        await Do(
            "reversal",
            "POST",
            $"members/staff-ming/redemptions/{redeemed.Text("redemptionId")}/reverse",
            new JsonObject { ["by"] = "merchant", ["reason"] = "torn" }
        );
        await Do("confirmation", "POST", $"members/staff-ming/redemptions/{await Hold()}/confirm");
        await Do("cancellation", "POST", $"members/staff-ming/redemptions/{await Hold()}/cancel");
        await Do(
            "refund",
            "POST",
            "members/staff-ming/refunds",
            new JsonObject
            {
                ["programmeId"] = "green",
                ["merchantId"] = "green",
                ["orderId"] = "o-1",
                ["refundId"] = "r-1",
                ["amountFen"] = 1_000,
            }
        );
        await Do(
            "transfer-out",
            "POST",
            "members/staff-ming/wallets/green/transfers",
            new JsonObject { ["toMemberId"] = "staff-mei", ["points"] = 100 }
        );
        var voucher = await Do(
            "redemption",
            "POST",
            "members/staff-ming/redemptions",
            RedemptionBody("supermarket", "voucher", points: 1_000)
        );
        await Do(
            "voucher-use",
            "POST",
            $"vouchers/{voucher.Code}/use",
            new JsonObject { ["reference"] = "bill-1", ["billFen"] = 20_000 }
        );
    }

    private async Task DoThingsToSettlement()
    {
        await Host.Earn("staff-hua", 3_000);
        (await Api.RedeemAt("cinema", "staff-hua", RedemptionBody(Alliance, "movie-ticket"))).Expect(
            HttpStatusCode.Created
        );
        await SetAnEntryAside();
        await Do("set-aside-relayed", "POST", "ledger/poison/staff-hua/e-other/relay");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Do("period-closed", "POST", $"settlement/periods/{March}/close", role: "finance");
        await Do("period-reconciled", "POST", $"settlement/periods/{March}/reconciliation", role: "finance");
        var line = (await Api.StatementLines("corner-store", March)).First(it => it["kind"] == "consumed")["lineId"];
        var dispute = await Do(
            "dispute-raised",
            "POST",
            $"partners/corner-store/statements/{March}/disputes",
            new JsonObject { ["lineId"] = line, ["reason"] = "never shown" }
        );
        await Do(
            "dispute-answered",
            "POST",
            $"partners/corner-store/disputes/{dispute.Text("disputeId")}/answer",
            new JsonObject { ["decision"] = "rejected", ["note"] = "it was shown" },
            "finance"
        );
    }

    private async Task SetAnEntryAside()
    {
        await Api.RunJob("LedgerRelay");
        var accrual = (await Api.Ledger("staff-hua", Alliance))[0];
        var entry = await Host.Read("staff-hua", accrual["entryId"]!.GetValue<string>());
        (entry["id"], entry["revision"]) = ("e-other", 77);
        await Host.Put(CosmosContainers.Wallets, "staff-hua", entry.ToJsonString());
        await Host.Put(
            CosmosContainers.Wallets,
            "staff-hua",
            """{"id":"by-e-other","type":"actor","memberId":"staff-hua","subject":"ops"}"""
        );
        await Api.RunJob("LedgerRelay");
        entry["revision"] = 1;
        await Host.Put(CosmosContainers.Wallets, "staff-hua", entry.ToJsonString());
    }

    private async Task<string> Hold() =>
        (
            await Do(
                "hold",
                "POST",
                "members/staff-ming/redemptions",
                RedemptionBody("hotel", "late-checkout", holdUntil: "2027-03-11T12:00:00+08:00")
            )
        ).Text("redemptionId");

    private JsonObject Purchase(string programmeId, long fen, string? orderId = null) =>
        PurchaseBody(programmeId, fen, orderId, Host.Now);

    private static JsonObject Profile(string locale) =>
        new()
        {
            ["identityVerified"] = true,
            ["locale"] = locale,
            ["programmes"] = new JsonArray("green", "hotel", "supermarket"),
        };

    private static JsonObject Members(params string[] members) => new() { ["members"] = new JsonArray([.. members]) };

    private static JsonObject Why(string reason) => new() { ["reason"] = reason };

    private static JsonObject On(string day) => new() { ["effectiveOn"] = day };
}
