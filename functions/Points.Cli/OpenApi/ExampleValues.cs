using System.Reflection;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Functions.Access;

namespace Points.Cli.OpenApi;

/// <summary>
/// Creates arguments for calls that are made to see the result: its shape, and an example of it for the reader. The
/// names of the parameters decide what the values say.
/// </summary>
internal static class ExampleValues
{
    private static readonly DateTimeOffset Time = new(2027, 3, 1, 10, 0, 0, TimeSpan.FromHours(8));

    public static object?[] ArgumentsFor(MethodBase method) =>
        [.. method.GetParameters().Select(it => Create(it.ParameterType, it.Name!, method.DeclaringType!.Name))];

    /// <param name="type">The type of the value.</param>
    /// <param name="name">The name of the parameter that gets the value.</param>
    /// <param name="owner">The name of the type whose method or constructor has the parameter.</param>
    public static object Create(Type type, string name = "", string owner = "") =>
        type == typeof(string) ? Text(name, owner)
        : type == typeof(bool) ? true
        : type == typeof(int) ? Number(name)
        : type == typeof(Points) ? new Points(name == "Available" ? 800 : 1_200)
        : type == typeof(Fen) ? new Fen(name == "Refunded" ? 2_050 : 12_050)
        : type == typeof(DateOnly) ? DateOnly.FromDateTime(Time.DateTime)
        : type == typeof(DateTimeOffset) ? Time
        : type == typeof(Actor) ? new Actor.Operator()
        : type == typeof(CallerRule) ? CallerRule.ToActFor("coffee")
        : type == typeof(TokenFault) ? TokenFault.Expired
        : type.IsValueType ? Activator.CreateInstance(type)!
        : type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [var item]
            ? CreateList(item, name, owner)
        : type.GetConstructors() is [var constructor] ? constructor.Invoke(ArgumentsFor(constructor))
        : throw new InvalidOperationException($"There is no example value for {type}.");

    private static string Text(string name, string owner) =>
        (owner, name.ToUpperInvariant()) switch
        {
            (_, "MEMBERID") => "m-10001",
            (_, "MERCHANTID" or "PROGRAMMEID") => "coffee",
            (_, "FIRSTENTRYID") => "0198a3c2-7d10-7c44-9d0e-5b8a3f2e6c11",
            (nameof(Refusal.AddressInUse), "FIELD") => "phone",
            (_, "FIELD" or "FIELDS" or "PATH") => "amountFen",
            (nameof(Refusal.AlreadySettled), _) => "the redemption is confirmed",
            (nameof(Refusal.LimitReached), _) => "2 of this reward for each member",
            (nameof(Refusal.NotEligible), _) => "the reward is for gold members",
            (nameof(Refusal.ProgrammeNotLicensed), _) => "its licence ended on 2027-02-28",
            (_, "WHY" or "REASON") => "must be a whole number of at least 1",
            _ => "member",
        };

    private static int Number(string name) =>
        name switch
        {
            "bytesMax" => 262_144,
            "By" => 4,
            _ => 30,
        };

    private static Array CreateList(Type item, string name, string owner)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Create(item, name, owner), 0);
        return list;
    }
}
