using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>A market as generated; the age is counted back from the time of the step.</summary>
internal sealed record TwinMarket(Price Bid, Price Offer, Price Last, long? AgeNs, bool IsGap)
{
    public ReferencePrice ToReference(long timeNs) =>
        new()
        {
            BestBid = Bid,
            BestOffer = Offer,
            LastTrade = Last,
            TimeNs = AgeNs is null
            ? 0
            : timeNs - AgeNs.Value,
            IsGap = IsGap
        };
}
