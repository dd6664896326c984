using System.Text.Json.Nodes;
using Json.Schema;
using Points.Functions;

namespace Points.Cli.Tests.Sending;

public sealed class SampleEventsTests
{
    [Fact]
    public void The_sample_events_are_valid_messages_once_they_have_a_time()
    {
        using var published = new StreamReader(
            typeof(PointsServices).Assembly.GetManifestResourceStream("merchant-event.schema.json")!
        );
        var schema = JsonSchema.FromText(published.ReadToEnd());
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "merchant-events.jsonl"));

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(schema.Evaluate(MessageOf(line)).IsValid, line));
    }

    private static JsonObject MessageOf(string line)
    {
        var message = JsonNode.Parse(line)!.AsObject();
        message.Remove("messageId");
        if ((string?)message["type"] == "purchase")
            message["occurredAt"] ??= "2027-01-30T18:05:00+08:00";
        return message;
    }
}
