using System.Net;
using System.Text.Json.Nodes;
using Points.Domain.Approving;
using Points.Domain.Earning;
using Points.Domain.Programmes.Rules;

namespace Points.Local.Tests.Acceptance;

/// <summary>One approval serves for all rows of an import, and for no others.</summary>
public sealed class ImportApprovalTests : IAsyncLifetime
{
    private const string Programme = "supermarket";
    private const long Large = 2_000_000;
    private static readonly DateTimeOffset BoughtAt = DateTimeOffset.Parse("2027-02-01T09:00:00+08:00", null);
    private RunningHost _host = null!;
    private string _member = "";

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-01T10:00:00+08:00");
        _member = await Api.EnrolNewMember(Programme);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Rows_of_an_approved_import_are_booked_however_large()
    {
        var (tree, rows) = Import("o-1", "o-2", "o-3");
        var asked = (await Ask(tree)).Expect(HttpStatusCode.Accepted);
        await Api.Approve(asked);
        var approval = (await Ask(tree)).Expect(HttpStatusCode.OK).Text("approvalId");
        Assert.Equal(asked.Text("approvalId"), approval);

        foreach (var (place, row) in rows.Index())
            (await Post(row, $"{approval}.{tree.Prove(place)}")).Expect(HttpStatusCode.Created);

        Assert.Equal(60_000, (await Api.Wallet(_member, Programme)).Available);
    }

    [Fact]
    public async Task Before_it_is_approved_no_row_has_a_proof()
    {
        var (tree, rows) = Import("o-1");
        var approval = (await Ask(tree)).Text("approvalId");

        await ExpectUnproven(rows[0], $"{approval}.{tree.Prove(0)}");
        (await Post(rows[0], proof: null)).Expect(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_row_that_was_not_approved_is_refused_and_books_nothing()
    {
        var (tree, rows) = Import("o-1", "o-2");
        var approval = (await Ask(tree)).Text("approvalId");
        await Api.Decide(approval, "approve", "fine");
        var mule = await Api.EnrolNewMember(Programme);

        await ExpectUnproven(rows[0] with { OrderId = "o-9" }, $"{approval}.{tree.Prove(0)}");
        await ExpectUnproven(rows[0] with { Wallet = new(mule, Programme) }, $"{approval}.{tree.Prove(0)}");
        await ExpectUnproven(rows[0], $"{approval}.{tree.Prove(1)}");
        await ExpectUnproven(rows[0], $"other.{tree.Prove(0)}");
        await ExpectUnproven(rows[0], approval);
        Assert.Equal(0, (await Api.Wallet(_member, Programme)).Available);
    }

    [Fact]
    public async Task An_approval_serves_until_it_expires()
    {
        var (tree, rows) = Import("o-1");
        var approval = (await Ask(tree)).Text("approvalId");
        await Api.Decide(approval, "approve", "fine");
        await Api.SetClock("2027-03-15T10:00:01+08:00");

        await ExpectUnproven(rows[0], $"{approval}.{tree.Prove(0)}");
        Assert.NotEqual(approval, (await Ask(tree)).Expect(HttpStatusCode.Accepted).Text("approvalId"));
    }

    private (ImportTree Tree, Accrue[] Rows) Import(params string[] orders)
    {
        Accrue[] rows = [.. orders.Select(Purchase)];
        return (new(rows.Select(it => (it.Fingerprint(), new ImportSum(1, it.Total, new(0))))), rows);
    }

    private Accrue Purchase(string orderId) =>
        new(
            new(_member, Programme),
            Programme,
            orderId,
            BoughtAt,
            Channel: null,
            [new OrderLine("sku-1", "general", new(Large), 1, null, [])],
            new(0),
            [],
            ByOperator: true
        );

    private async Task<Reply> Ask(ImportTree tree) =>
        await Api.Send(
            HttpMethod.Post,
            "/api/imports",
            await Api.OperatorToken(),
            new JsonObject
            {
                ["programmeId"] = Programme,
                ["name"] = "orders.csv",
                ["root"] = tree.Root,
                ["rows"] = tree.Sum.Rows,
                ["amountFen"] = tree.Sum.Amount.Value,
                ["points"] = 0,
            }
        );

    private async Task ExpectUnproven(Accrue row, string proof) =>
        (await Post(row, proof)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "Import-Proof");

    private async Task<Reply> Post(Accrue row, string? proof)
    {
        var body = Api.PurchaseBody(Programme, row.Total.Value, row.OrderId, row.OccurredAt);
        return await Api.Send(
            HttpMethod.Post,
            $"/api/members/{row.Wallet.MemberId}/accruals",
            await Api.OperatorToken(),
            System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()),
            row.OrderId,
            proof is null ? [] : [("Import-Proof", proof)]
        );
    }
}
