using System.CommandLine.Parsing;
using System.Globalization;

namespace Points.Local.Commands;

/// <summary>Reads option values, with one sentence for those that are not what they should be.</summary>
internal static class OptionParsers
{
    /// <summary>A whole number within bounds.</summary>
    public static Func<ArgumentResult, int> WholeNumber(string option, int min, int max) =>
        argument =>
        {
            if (
                int.TryParse(Text(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= min
                && value <= max
            )
                return value;
            argument.AddError(
                string.Create(CultureInfo.InvariantCulture, $"{option} must be a whole number from {min} to {max}.")
            );
            return min;
        };

    /// <summary>One of a few words.</summary>
    public static Func<ArgumentResult, T> OneOf<T>(string option, params T[] choices)
        where T : struct, Enum =>
        argument =>
        {
            foreach (var choice in choices)
                if (Text(argument).Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase))
                    return choice;
            argument.AddError(
                $"{option} must be one of {string.Join(", ", choices.Select(choice => choice.ToString().ToLowerInvariant()))}."
            );
            return choices[0];
        };

    /// <param name="parse">Null for a text that is not understood.</param>
    public static Func<ArgumentResult, T?> Parsed<T>(Func<string, T?> parse, string error)
        where T : class =>
        argument =>
        {
            var value = parse(Text(argument));
            if (value is null)
                argument.AddError(error);
            return value;
        };

    private static string Text(ArgumentResult argument) => argument.Tokens[0].Value;
}
