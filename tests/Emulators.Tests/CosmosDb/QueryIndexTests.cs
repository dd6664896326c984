using System.Text;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Queries;
using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.Tests.CosmosDb;

/// <summary>
/// A page of a query must read only the rows of that page. SQLite's query plan shows whether it does.
/// </summary>
public sealed class QueryIndexTests
{
    private const string Definition = """
        {"id":"wallets","partitionKey":{"paths":["/memberId"]},"indexingPolicy":{"includedPaths":[
          {"path":"/type/?"},{"path":"/programmeId/?"},{"path":"/sequence/?"},{"path":"/nextDueAt/?"}],
          "excludedPaths":[{"path":"/*"}]}}
        """;

    [Theory]
    [InlineData(
        "SELECT * FROM c WHERE c.type = 'wallet' AND c.nextDueAt <= '2027' ORDER BY c.nextDueAt",
        false,
        "p0=? AND p3>? AND p3<?",
        "p0=? AND (p3,pk,id)>(?,?,?) AND p3<?"
    )]
    [InlineData(
        "SELECT * FROM c WHERE c.type = 'wallet' AND c.nextDueAt <= '2027'",
        false,
        "p0=? AND p3>? AND p3<?",
        "p0=? AND (p3,pk,id)>(?,?,?) AND p3<?"
    )]
    [InlineData(
        "SELECT * FROM c WHERE c.type = 'entry' AND c.programmeId = 'p' AND c.sequence < 9 ORDER BY c.sequence DESC",
        true,
        "pk=? AND p0=? AND p1=? AND p2>? AND p2<?",
        "pk=? AND p0=? AND p1=? AND p2>? AND (p2,id)<(?,?)"
    )]
    [InlineData(
        "SELECT * FROM c WHERE c.type = 'entry' ORDER BY c.sequence DESC",
        true,
        "pk=? AND p0=? AND p2>?",
        "pk=? AND p0=? AND p2>? AND (p2,id)<(?,?)"
    )]
    [InlineData("SELECT * FROM c ORDER BY c.sequence", false, "p2<?", "(p2,pk,id)>(?,?,?) AND p2<?")]
    [InlineData("SELECT * FROM c WHERE c.type = 'order'", true, "pk=? AND p0=?", "pk=? AND p0=? AND id>?")]
    [InlineData("SELECT * FROM c WHERE c.type = 'order'", false, "p0=?", "p0=? AND (pk,id)>(?,?)")]
    [InlineData("SELECT * FROM c", true, "pk=?", "pk=? AND id>?")]
    public void Given_a_query_When_planned_Then_each_page_seeks_to_its_start_and_never_sorts(
        string sql,
        bool inPartition,
        string firstPage,
        string nextPage
    )
    {
        Assert.EndsWith($"({firstPage})", Plan(sql, inPartition, isNextPage: false), StringComparison.Ordinal);
        Assert.EndsWith($"({nextPage})", Plan(sql, inPartition, isNextPage: true), StringComparison.Ordinal);
    }

    private static string Plan(string sql, bool inPartition, bool isNextPage)
    {
        using var folder = new TempFolder();
        using var connection = Connection.Open(folder.PathOf("plan.db"));
        var container = new StoredContainer(
            new StoredDatabase(1, "points"),
            1,
            1,
            ContainerDefinition.Parse(Encoding.UTF8.GetBytes(Definition))
        );
        var range = container.OnlyRange;
        connection.Execute(StoreSchema.CreateRange(range));
        var query = QueryParser.ParseRequest(Encoding.UTF8.GetBytes($$"""{"query":"{{sql}}"}"""));
        var shape = QueryShape.From(query, container.Columns, inPartition);
        var hasIndex = shape.IndexName(range) is not null;
        if (hasIndex)
            connection.Execute(shape.CreateIndex(range));
        var key = inPartition ? Scalar.Of("anna") : (Scalar?)null;
        var order = new QuerySql(range, query, shape, key, null, hasIndex).Order;
        var token = isNextPage ? PageToken.Write(order.Select(_ => Scalar.Of("x"))) : null;
        var page = new QuerySql(range, query, shape, key, token, hasIndex);
        return string.Join('\n', connection.Query("EXPLAIN QUERY PLAN " + page.Text, row => row.GetText(3)));
    }
}
