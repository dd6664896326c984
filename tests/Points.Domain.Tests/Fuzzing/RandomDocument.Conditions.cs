using System.Text.Json.Nodes;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>Writes the conditions of rules and rewards.</summary>
internal sealed partial class RandomDocument
{
    private JsonObject MemberCondition()
    {
        var when = new JsonObject();
        switch (random.Next(7))
        {
            case 0:
                when["from"] = Pick(Dates);
                break;
            case 1:
                (when["from"], when["to"]) = ("0001-01-01", Pick(Dates));
                break;
            case 2:
                (when["from"], when["to"], when["yearly"]) = ("9999-01-01", "9999-12-31", new JsonArray("12-31"));
                break;
            case 3:
                when["ageAtLeast"] = Pick(1, 60, 150);
                break;
            case 4:
                when["ageBelow"] = Pick(1, 60, 150);
                break;
            case 5:
                when["on"] = Pick("birthday", "pet-birthday");
                break;
            default:
                break;
        }
        return when;
    }

    private JsonObject LineCondition()
    {
        var when = MemberCondition();
        if (random.Next(3) == 0)
            when["categories"] = new JsonArray("a", "b");
        if (random.Next(4) == 0)
            when["affinity"] = new JsonObject
            {
                ["category"] = "a",
                ["ofLastLines"] = Pick(1, 100),
                ["shareAtLeast"] = Pick(0.01, 1),
            };
        if (random.Next(4) == 0)
            when["spendAtLeastFen"] = Pick(1L, 10_000_000_000);
        return when;
    }

    private JsonArray? Yearly() => Flip() ? new JsonArray("02-29", "12-31", "01-01") : null;
}
