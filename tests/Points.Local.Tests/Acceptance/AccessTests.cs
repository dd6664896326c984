using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Who may do what: members and merchants act for themselves only, operators act for everyone, auditors only read.
/// </summary>
public sealed class AccessTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    public static TheoryData<string, string, string> Routes =>
        new()
        {
            { "PUT", "", "operator" },
            { "GET", "", "self operator support auditor" },
            { "POST", "/freeze", "operator support" },
            { "POST", "/unfreeze", "operator support" },
            { "GET", "/wallets", "self operator support auditor" },
            { "GET", "/wallets/fast-food", "self operator support auditor" },
            { "GET", "/wallets/fast-food/entries", "self operator support auditor" },
            { "POST", "/accruals", "merchant operator" },
            { "POST", "/accruals/quote", "self merchant operator" },
            { "POST", "/redemptions", "self merchant operator" },
            { "GET", "/redemptions/r-1", "self merchant operator support auditor" },
            { "POST", "/redemptions/r-1/confirm", "merchant operator" },
            { "POST", "/redemptions/r-1/cancel", "self merchant operator" },
            { "POST", "/redemptions/r-1/reverse", "merchant operator" },
            { "POST", "/refunds", "merchant operator" },
            { "POST", "/spend-codes", "self" },
            { "POST", "/card-codes", "self" },
            { "GET", "/vouchers", "self operator support auditor" },
            { "POST", "/wallets/fast-food/transfers", "self operator" },
            { "GET", "/notices", "self operator support auditor" },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_admits_only_its_roles(string method, string path, string allowed)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var callers = new Dictionary<string, string?>
        {
            ["no token"] = null,
            ["garbage"] = "garbage",
            ["self"] = await _api.MemberToken(memberId),
            ["other member"] = await _api.MemberToken("m-other"),
            ["merchant"] = await _api.MerchantToken("fast-food"),
            ["operator"] = await _api.OperatorToken(),
            ["auditor"] = await _api.AuditorToken(),
            ["support"] = await _api.CreateToken("help", "support"),
            ["finance"] = await _api.CreateToken("books", "finance"),
            ["marketing"] = await _api.CreateToken("ads", "marketing"),
        };
        foreach (var (name, token) in callers)
        {
            var body = method == "GET" ? null : Api.PurchaseBody("fast-food", 100);
            var reply = await _api.Send(
                new HttpMethod(method),
                $"/api/members/{memberId}{path}",
                token,
                body,
                Guid.NewGuid().ToString()
            );
            if (name is "no token" or "garbage")
                reply.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
            else if (allowed.Split(' ').Contains(name))
                Assert.True(
                    reply.Status
                        is < HttpStatusCode.InternalServerError
                            and not HttpStatusCode.Unauthorized
                            and not HttpStatusCode.Forbidden,
                    $"{name} got {reply.Raw}"
                );
            else
                reply.ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public async Task A_merchant_can_report_and_quote_only_its_own_purchases()
    {
        var (memberId, token) = (await _api.EnrolNewMember("fast-food"), await _api.MerchantToken("supermarket"));

        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals",
                token,
                Api.PurchaseBody("fast-food", 100),
                "k"
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals/quote",
                token,
                Api.PurchaseBody("fast-food", 100)
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Unknown_members_and_members_who_are_not_enrolled_get_the_same_answer()
    {
        var elsewhere = await _api.EnrolNewMember("supermarket");

        var notEnrolled = (await _api.Accrue(elsewhere, Api.PurchaseBody("fast-food", 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-not-enrolled"
        );
        var unknown = (await _api.Accrue("m-nobody", Api.PurchaseBody("fast-food", 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-not-enrolled"
        );

        Assert.Equal(notEnrolled.Raw, unknown.Raw);
    }

    [Fact]
    public async Task A_refusal_names_the_role_or_the_merchant_that_is_needed()
    {
        var (memberId, stranger) = (await _api.EnrolNewMember("fast-food"), await _api.MerchantToken("supermarket"));
        var purchase = Api.PurchaseBody("fast-food", 100);

        var accrual = await _api.Send(HttpMethod.Post, $"/api/members/{memberId}/accruals", stranger, purchase, "k");
        var profile = await _api.Send(HttpMethod.Get, $"/api/members/{memberId}", stranger);

        Assert.Equal(
            "The token does not allow this request, which needs the role operator,"
                + " or the role merchant with the merchant_id fast-food.",
            accrual.ExpectProblem(HttpStatusCode.Forbidden, "forbidden").Text("detail")
        );
        Assert.Equal(
            "The token does not allow this request, which needs the role operator, or the role auditor,"
                + " or the role support,"
                + $" or the role member with the sub {memberId}.",
            profile.ExpectProblem(HttpStatusCode.Forbidden, "forbidden").Text("detail")
        );
    }

    [Fact]
    public async Task Health_is_public() =>
        (await _api.Send(HttpMethod.Get, "/api/health", null, (JsonNode?)null)).Expect(HttpStatusCode.OK);

    [Fact]
    public async Task A_merchant_outside_the_programme_does_not_learn_who_is_a_member()
    {
        var (memberId, token) = (await _api.EnrolNewMember("fast-food"), await _api.MerchantToken("stranger"));
        var purchase = Api.PurchaseBody("fast-food", 100);
        purchase["merchantId"] = "stranger";

        foreach (var path in new[] { "accruals", "accruals/quote" })
        {
            var ofMember = await _api.Send(HttpMethod.Post, $"/api/members/{memberId}/{path}", token, purchase, "k");
            var ofNobody = await _api.Send(HttpMethod.Post, $"/api/members/m-nobody/{path}", token, purchase, "k");
            Assert.Equal(
                ofMember.ExpectProblem(HttpStatusCode.Conflict, "merchant-not-in-programme").Raw,
                ofNobody.Raw
            );
        }
    }
}
