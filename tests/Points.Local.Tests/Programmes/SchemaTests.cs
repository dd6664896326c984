using System.Net;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Validating;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.Programmes;

/// <summary>The published schema and the document reader accept and refuse the same documents.</summary>
public sealed class SchemaTests(AcceptanceHost host)
{
    public static TheoryData<string> Samples =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(),
        ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_valid_readable_and_lawful(string programmeId)
    {
        var read = ProgrammeDocumentReader.Read(
            await File.ReadAllBytesAsync(FileOf(programmeId), TestContext.Current.CancellationToken),
            1,
            DateTimeOffset.UnixEpoch
        );

        Assert.True(read.TryGetValue(out var terms), read.Errors.ToString());
        Assert.Equal(programmeId, terms.ProgrammeId);
        Assert.Empty(LegalChecks.FindViolations(terms));
        Assert.True((await Schema()).Evaluate(Document(programmeId)).IsValid);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task An_unknown_field_is_refused_by_both_wherever_it_is(string programmeId)
    {
        var schema = await Schema();
        for (var at = 0; at < Objects(Document(programmeId)).Count(); at++)
        {
            var document = Document(programmeId);
            Objects(document).ElementAt(at)["colour"] = "red";

            Assert.False(
                schema.Evaluate(document).IsValid,
                $"the schema accepts an unknown field at {Objects(document).ElementAt(at).GetPath()}"
            );
            Assert.True(
                ProgrammeDocumentReader
                    .Read(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()), 1, DateTimeOffset.UnixEpoch)
                    .Errors.HasErrors
            );
        }
    }

    [Fact]
    public async Task The_schema_is_served_as_json_schema()
    {
        var served = await host.Api.Send(HttpMethod.Get, "/api/schemas/programme", null);

        Assert.Equal((HttpStatusCode.OK, "application/schema+json"), (served.Status, served.ContentType));
    }

    private async Task<JsonSchema> Schema() =>
        JsonSchema.FromText((await host.Api.Send(HttpMethod.Get, "/api/schemas/programme", null)).Raw);

    private static string FileOf(string programmeId) =>
        Path.Combine(AppContext.BaseDirectory, "Programmes", $"{programmeId}.json");

    private static JsonNode Document(string programmeId) => JsonNode.Parse(File.ReadAllText(FileOf(programmeId)))!;

    private static IEnumerable<JsonObject> Objects(JsonNode node) =>
        node switch
        {
            JsonObject it => it.Where(part => part.Value is not null)
                .SelectMany(part => Objects(part.Value!))
                .Prepend(it),
            JsonArray it => it.SelectMany(item => Objects(item!)),
            _ => [],
        };
}
