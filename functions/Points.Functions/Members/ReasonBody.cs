using Points.Domain.Reading;

namespace Points.Functions.Members;

/// <summary>Reads why an operator does something.</summary>
internal static class ReasonBody
{
    private const int ReasonLengthMax = 500;

    public static string Read(FieldReader reader) => reader.Text("reason", ReasonLengthMax);
}
