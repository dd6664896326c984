using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Local.Importing;

namespace Points.Local.Tests.Importing;

public sealed class ImportTests : IDisposable
{
    private const string Invoices = """
        invoice_id,invoice_date,customer_id,domestic_sale,total_price
        1,12/1/09 7:45,13085.0,True,505.3
        2,12/1/09 7:46,13085.0,True,145.79999999999998
        2,12/1/09 7:46,13085.0,True,145.8
        3,12/1/09 9:06,13078.0,True,"630.33"
        4,12/1/09 9:06,,True,10
        C5,12/1/09 9:06,13078.0,True,-630.33
        A6,12/1/09 9:06,,True,-1
        7,never,13078.0,True,1
        8,12/1/09 9:06,13078.0,True,1,000.00
        "9,12/1/09 9:06,13078.0,True,1
        10,12/1/09 9:07,13078.0,True,1
        CASH-9,12/1/09 9:08,13078.0,True,10
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Purchases_earn_once_however_often_they_are_imported()
    {
        await using var host = await RunningHost.Start(_folder.At("data"));
        var first = await Import(host);
        Assert.Equal(("12", "6", "1", "4", "2"), (first["rows"], first["accepted"], first["of which already there"], first["refused"], first["set aside"]));
        Assert.Equal(("1", "3", "1291"), (first["no-customer"], first["invalid-row"], first["points issued"]));

        var second = await Import(host);
        Assert.Equal(("6", "6", "0"), (second["accepted"], second["of which already there"], second["points issued"]));

        Assert.Equal(505 + 145, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task Rows_that_were_not_posted_are_kept_with_the_reason()
    {
        await using var host = await RunningHost.Start(_folder.At("data"));
        await Import(host);
        var refused = await File.ReadAllLinesAsync(_folder.At("refused.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("line,order,date,customer,amount,code,reason", refused[0]);
        Assert.Equal(["10", "11", "6", "7", "8", "9"], refused[1..].Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
        Assert.Contains(refused, line => line.Contains(",cancellation,money went back", StringComparison.Ordinal));
        Assert.Contains(refused, line => line.Contains(",adjustment,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_known_of_a_member_of_another_programme_is_not_lost()
    {
        await using var host = await RunningHost.Start(_folder.At("data"));
        await host.Api.Enrol("13085", new() { ["birthDate"] = "1990-05-17", ["identityVerified"] = true, ["programmes"] = new JsonArray("fast-food") });
        await Import(host);
        var profile = (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.Operator())).Body;
        Assert.Equal("1990-05-17", (string?)profile["birthDate"]);
        Assert.Equal(2, profile["programmes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "has no column invoice_id")]
    [InlineData("a,b\n1,2\n", "has no column invoice_id")]
    public async Task A_file_without_the_columns_is_refused_in_one_sentence(string text, string because)
    {
        await using var host = await RunningHost.Start(_folder.At("data"));
        await AssertEnds(Command(_folder.Write("in.csv", text)), because);
    }

    [Fact]
    public async Task The_file_to_import_is_not_where_the_refused_rows_go()
    {
        var file = _folder.Write("in.csv", Invoices);
        await using var host = await RunningHost.Start(_folder.At("data"));
        await AssertEnds([.. Command(file)[..^1], _folder.At("data/../in.csv")], "is the file to import");
        Assert.Equal(Invoices, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("supermaket", "supermarket", "The host has no programme supermaket.")]
    [InlineData("supermarket", "market", "The merchant market gives no points in the programme supermarket.")]
    public async Task A_programme_or_merchant_that_is_not_there_is_told_before_anybody_is_enrolled(string programmeId, string merchantId, string because)
    {
        await using var host = await RunningHost.Start(_folder.At("data"));
        var command = Command(_folder.Write("in.csv", Invoices));
        (command[3], command[5]) = (programmeId, merchantId);
        await AssertEnds(command, because);
        (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.Operator())).Expect(HttpStatusCode.NotFound);
        Assert.False(File.Exists(_folder.At("refused.csv")));
    }

    [Fact]
    public async Task A_server_of_something_else_is_told_from_a_host()
    {
        await using var server = await StubServer.Start(http => http.Response.WriteAsync("<html>"));
        await AssertEnds([.. Command(_folder.Write("in.csv", Invoices)), "--url", server.Address.ToString()], "is not the one-machine host");
    }

    [Fact]
    public async Task Help_names_the_file_that_is_written_by_default()
    {
        var (_, output, _) = await HostProcess.Run("import", "--help");
        Assert.Contains(ImportPlan.RefusedFileOf("FILE"), output, StringComparison.Ordinal);
        Assert.Equal("in.csv.refused.csv", ImportPlan.RefusedFileOf("/some/in.csv"));
    }

    [Fact]
    public async Task Without_a_host_an_import_says_so_in_one_sentence()
    {
        var (exitCode, _, errors) = await HostProcess.Run([.. Command(_folder.Write("in.csv", Invoices)), "--url", "http://127.0.0.1:9"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("No host answers at http://127.0.0.1:9/", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task AssertEnds(string[] command, string because)
    {
        var (exitCode, output, errors) = await HostProcess.Run(command);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(because, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>Imports the invoices as people do and reads the report.</summary>
    private async Task<Dictionary<string, string>> Import(RunningHost host)
    {
        var (exitCode, output, errors) = await HostProcess.Run([.. Command(_folder.Write("in.csv", Invoices)), "--url", host.Address.ToString()]);
        Assert.Equal((0, ""), (exitCode, errors));
        return output.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 2)
            .ToDictionary(words => words[0], words => words[1].Replace(",", "", StringComparison.Ordinal), StringComparer.Ordinal);
    }

    private string[] Command(string file) =>
        ["import", file, "--programme", "supermarket", "--merchant", "supermarket", "--data", _folder.At("data"), "--refused", _folder.At("refused.csv")];
}
