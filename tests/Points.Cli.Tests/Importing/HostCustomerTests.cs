using System.Net;
using System.Text.Json.Nodes;

namespace Points.Cli.Tests.Importing;

/// <summary>The host finds customers who are named by telephone number, e-mail address or an id of the shop.</summary>
public sealed class HostCustomerTests : IAsyncLifetime
{
    private const string Header = "invoice_id,invoice_date,customer_id,total_price\n";

    private readonly TempFolder _folder = new();
    private RunningHost _host = null!;

    private ImportRunner Command => new(_folder);

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(_folder.PathOf("data"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_number_is_its_members_however_it_is_written_and_one_that_several_share_is_refused()
    {
        await Enrol("ming", """{ "phone": "13800138000" }""");
        await Enrol("lan", """{ "phone": "+86 139 0013 9000" }""");
        await Enrol("wei", """{ "phone": "139-0013-9000" }""");
        var day = Day();

        var report = await Command.ImportWithoutMapping(
            Header
                + $"o-1,{day},+8613800138000,10.00\n"
                + $"o-2,{day},138 0013 8000,20.00\n"
                + $"o-3,{day},１３８－００１３－８０００,30.00\n"
                + $"o-4,{day},13900139000,40.00\n"
                + $"o-5,{day},13700137000,50.00\n"
                + $"o-6,{day},138001,60.00\n",
            "--customers",
            "phones"
        );

        Assert.Equal((3, 3), (report["sent"], report["refused"]));
        Assert.Equal(60, (await _host.Api.Wallet("ming", "supermarket")).Available);
        var refused = await File.ReadAllTextAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        Assert.Contains("shared-customer", refused, StringComparison.Ordinal);
        Assert.Contains("is several members' at the host", refused, StringComparison.Ordinal);
        Assert.Contains("unknown-customer", refused, StringComparison.Ordinal);
        Assert.Contains("is no complete telephone number", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_verified_for_one_of_several_is_theirs()
    {
        await Enrol("ming", """{ "phone": "13800138000" }""");
        await Enrol("lan", """{ "phone": "13800138000" }""");
        await Patch("lan", """{ "phoneVerified": { "by": "sms-code" } }""");

        await Command.ImportWithoutMapping($"{Header}o-1,{Day()},13800138000,10.00\n", "--customers", "phones");

        Assert.Equal(10, (await _host.Api.Wallet("lan", "supermarket")).Available);
        Assert.Equal(0, (await _host.Api.Wallet("ming", "supermarket")).Available);
    }

    [Fact]
    public async Task Addresses_and_numbers_of_the_shop_are_found_too()
    {
        await Enrol("ming", """{ "email": "Ming@Example.cn", "externalId": "K 7" }""");

        await Command.ImportWithoutMapping($"{Header}o-1,{Day()},ming@example.CN,10.00\n", "--customers", "emails");
        await Command.ImportWithoutMapping($"{Header}o-2,{Day()},K 7,20.00\n", "--customers", "numbers");

        Assert.Equal(30, (await _host.Api.Wallet("ming", "supermarket")).Available);
    }

    [Fact]
    public async Task Where_the_mapping_says_so_unknown_customers_become_members_who_are_found_next_time()
    {
        var mapping = _folder.Write(
            "mapping.json",
            """
            {
              "columns": {
                "order": ["invoice_id"], "date": ["invoice_date"],
                "customer": ["customer_id"], "amount": ["total_price"]
              },
              "customers": "phones", "enrolCustomers": true
            }
            """
        );
        var day = Day();

        var first = await Command.ImportWithoutMapping(
            $"{Header}o-1,{day},13600136000,10.00\no-2,{day},+86 136 0013 6000,20.00\n",
            "--mapping",
            mapping
        );
        var second = await Command.ImportWithoutMapping(
            $"{Header}o-1,{day},13600136000,10.00\no-3,{day},136-0013-6000,30.00\n",
            "--mapping",
            mapping
        );

        Assert.Equal((2, 1, 1), (first["sent"], second["sent"], second["already there"]));
        var found = (
            await _host.Api.Send(HttpMethod.Get, "/api/members?phone=13600136000", await _host.Api.OperatorToken())
        ).Body["items"]!.AsArray();
        var member = Assert.Single(found)!;
        Assert.Equal(60, (await _host.Api.Wallet((string)member["memberId"]!, "supermarket")).Available);
    }

    private static string Day() => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", null);

    private async Task Enrol(string memberId, string profile)
    {
        var body = JsonNode.Parse(profile)!.AsObject();
        (body["identityVerified"], body["programmes"]) = (true, new JsonArray("supermarket"));
        (await _host.Api.Enrol(memberId, body)).Expect(HttpStatusCode.Created);
    }

    private async Task Patch(string memberId, string patch) =>
        (await _host.Api.Patch(memberId, patch, await _host.Api.OperatorToken())).Expect(HttpStatusCode.OK);
}
