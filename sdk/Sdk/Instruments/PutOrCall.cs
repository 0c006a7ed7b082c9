namespace Strategies.Sdk;

/// <summary>Put or call (FIX tag 201).</summary>
public enum PutOrCall : byte
{
    /// <summary>Not an option.</summary>
    None = 0,

    /// <summary>Right to sell.</summary>
    Put = 1,

    /// <summary>Right to buy.</summary>
    Call = 2,
}
