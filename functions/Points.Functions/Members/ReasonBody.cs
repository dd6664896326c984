using Points.Domain.Reading;

namespace Points.Functions.Members;

/// <summary>Reads the reason that an operator gives.</summary>
internal static class ReasonBody
{
    private const int ReasonLengthMax = 500;

    public static string Read(FieldReader reader) => reader.Text("reason", ReasonLengthMax);
}
